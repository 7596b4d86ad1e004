import type { ForecastForm, ForecastTarget } from '../../../shared/contract/forecasts.ts'
import type { HistoryAccount } from '../../../shared/contract/history.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import { formOf } from '../history/post-form.ts'

/** Posts that are forecast by one model. */
export interface PostGroup {
  platform: HistoryAccount['platform']
  form: ForecastForm
}

/** Where a draft for a platform is counted among the posts of the history. */
export function groupOfDraft(platform: PlatformId, durationS: number): PostGroup {
  switch (platform) {
    case 'shorts':
      return { platform: 'youtube', form: 'short' }
    case 'youtube':
      return { platform: 'youtube', form: 'long' }
    case 'reels':
      return { platform: 'instagram', form: 'short' }
    case 'tiktok': {
      const known = { durationS, publishedOn: null, postType: null }
      return { platform: 'tiktok', form: formOf('tiktok', known, null) ?? 'short' }
    }
  }
}

/** The platform as the scores know it; null for those that nothing is scored for. */
export function scoredPlatform({ platform, form }: PostGroup): PlatformId | null {
  switch (platform) {
    case 'youtube':
      return form === 'short' ? 'shorts' : 'youtube'
    case 'instagram':
      return 'reels'
    case 'tiktok':
      return 'tiktok'
    case 'facebook':
      return null
  }
}

/** Under this name the models of a group and target are kept. */
export function scopeOfGroup({ platform, form }: PostGroup, target: ForecastTarget): string {
  return `${platform}-${form}-${target}`
}
