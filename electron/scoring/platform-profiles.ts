import type { PlatformId } from '../../shared/contract/score.ts'
import reels from '../../resources/platforms/reels.json' with { type: 'json' }
import shorts from '../../resources/platforms/shorts.json' with { type: 'json' }
import tiktok from '../../resources/platforms/tiktok.json' with { type: 'json' }
import youtube from '../../resources/platforms/youtube.json' with { type: 'json' }
import { platformProfileSchema, type PlatformProfile } from './platform-profile.ts'

/** The profiles that ship, by the name that `--platform` takes. */
export const platformProfiles: Readonly<Record<PlatformId, PlatformProfile>> = {
  tiktok: platformProfileSchema.parse(tiktok),
  reels: platformProfileSchema.parse(reels),
  shorts: platformProfileSchema.parse(shorts),
  youtube: platformProfileSchema.parse(youtube),
}
