import { z } from 'zod'

/** The profiles that `--platform` takes; each is a data file in resources/platforms. */
export const platformIds = ['tiktok', 'reels', 'shorts', 'youtube'] as const
export const platformSchema = z.enum(platformIds)
