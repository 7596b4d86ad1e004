import { featureGroup } from './feature.ts'
import { medianOf, spreadOf } from './statistics.ts'

const seen = 'no views of an earlier post had been seen (7 days old or more) before the day'

/** How the account stood before the post. */
export const accountFeatures = featureGroup(
  {
    name: 'account',
    source: 'history: posts published before, and what exports of earlier days told of them',
    missing: 'the account or the time of publishing is not known',
    given: ({ account }) => account,
  },
  {
    followersLog10: {
      about: 'followers, as counted last',
      unit: 'log10(followers + 1)',
      missing: 'nobody counted them',
      valueOf: ({ followers }) => (followers === null ? null : Math.log10(followers + 1)),
    },
    postsBefore: { about: 'posts before this one', unit: 'posts', valueOf: ({ postsBefore }) => postsBefore },
    postsIn30Days: {
      about: 'posts of the 30 days before',
      unit: 'posts',
      valueOf: ({ postsIn30Days }) => postsIn30Days,
    },
    daysSinceLast: {
      about: 'time since the last post',
      unit: 'days',
      missing: 'there is no earlier post',
      valueOf: ({ daysSinceLast }) => daysSinceLast,
    },
    viewsMedianLog10: {
      about: 'median views of the last 20 posts',
      unit: 'log10(views + 1)',
      missing: seen,
      valueOf: ({ lastViewsLog10 }) => medianOf(lastViewsLog10),
    },
    viewsSpreadLog10: {
      about: 'standard deviation of the views of the last 20 posts',
      unit: 'log10(views + 1)',
      missing: `${seen}, for two posts at least`,
      valueOf: ({ lastViewsLog10 }) => spreadOf(lastViewsLog10),
    },
    viewsLastAgainstMedian: {
      about: 'views of the newest post that had been seen, against the median',
      unit: 'log10 ratio',
      missing: seen,
      valueOf: ({ lastViewsLog10 }) =>
        lastViewsLog10.length === 0 ? null : lastViewsLog10[0]! - medianOf(lastViewsLog10)!,
    },
    viewsSeen: {
      about: 'of how many of the last 20 posts the views had been seen',
      unit: 'posts',
      valueOf: ({ lastViewsLog10 }) => lastViewsLog10.length,
    },
    engagementMedian: {
      about: 'median engagement rate of the last 20 posts',
      unit: 'share of views',
      missing: seen,
      valueOf: ({ lastEngagementRates }) => medianOf(lastEngagementRates),
    },
  },
)
