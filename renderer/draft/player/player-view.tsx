import { useCallback, useEffect, useRef, useState, type CSSProperties } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { PlatformOutline } from '../../../shared/contract/settings.ts'
import { useHost } from '../../host/host-context.tsx'
import { ErrorSentence } from '../../ui/error-sentence.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Still, type FollowFrame } from '../../ui/still.tsx'
import { BoxOverlay, type PointedAt } from './box-overlay.tsx'
import type { Player } from './player.ts'
import { SafeZone } from './safe-zone.tsx'
import { Transport } from './transport.tsx'
import type { Playable, PlaybackAnswer } from './use-playback.ts'
import styles from './player.module.css'

export interface PlayerViewProps {
  draft: Draft
  player: Player
  playback: PlaybackAnswer
  /** What can be pressed comes a moment later. */
  hasControls: boolean
  platform: PlatformOutline | null
  /** What a frame is drawn around. */
  pointedAt: PointedAt | null
}

/** The picture of the draft with the keys of a deck under it. */
export function PlayerView({ draft, player, playback, hasControls, platform, pointedAt }: PlayerViewProps) {
  const [zoneIsShown, setZoneIsShown] = useState(true)
  const { displayWidth, displayHeight } = draft.video ?? { displayWidth: 9, displayHeight: 16 }
  const aspect = displayWidth / displayHeight
  const { value: playable, error, progress, waitsForCopy } = playback
  /** The player that stands on its frame; until then a still stays over it. */
  const [standing, setStanding] = useState<Playable | null>(null)
  const [hadStills, setHadStills] = useState(false)
  // A copy that could not be made leaves the stills.
  if (waitsForCopy && !hadStills) setHadStills(true)
  const showsStills = hadStills && (playable === null || standing !== playable)
  const follow = useCallback<FollowFrame>(
    (want) => {
      want(player.state.getState().frame)
      return player.state.subscribe(({ frame }) => want(frame))
    },
    [player],
  )
  const zone = draft.video ? (platform?.safeZone ?? null) : null

  return (
    <section className={styles.player} aria-label="Player">
      <div className={styles.stage}>
        <div
          className={styles.picture}
          data-empty={draft.video === null}
          style={{ '--aspect': aspect } as CSSProperties}
        >
          <Poster draft={draft} isCovered={playable !== null} />
          {playable && (
            <Video
              draft={draft}
              player={player}
              playable={playable}
              onStanding={() => setStanding(playable)}
            />
          )}
          {showsStills && <Still draft={draft} follow={follow} onShown={player.stillShown} />}
          {zone && zoneIsShown && <SafeZone zone={zone} label={platform!.label} aspect={aspect} />}
          {pointedAt && <BoxOverlay pointedAt={pointedAt} player={player} />}
        </div>
        {error && (
          <div className={styles.told}>
            <ErrorSentence error={error} />
          </div>
        )}
      </div>
      {progress && (
        <div className={styles.making}>
          <ProgressBar
            progress={progress}
            {...(waitsForCopy ? { stageLabel: 'Making a copy that plays' } : {})}
          />
        </div>
      )}
      <div className={styles.transportPlace}>
        {hasControls && (
          <Transport
            player={player}
            canStep={playable !== null || showsStills}
            canPlay={playable !== null}
            proxyReason={playable?.playback.source === 'proxy' ? playable.playback.reason : null}
            zone={zone && { isShown: zoneIsShown, toggle: () => setZoneIsShown(!zoneIsShown) }}
          />
        )}
      </div>
    </section>
  )
}

function Poster({ draft, isCovered }: { draft: Draft; isCovered: boolean }) {
  const host = useHost()
  const [isThere, setIsThere] = useState(true)
  if (isCovered || !isThere || draft.state !== 'scored') return null
  return (
    <img
      alt=""
      className={styles.video}
      src={host.addressOf({ draftId: draft.id, kind: 'poster' })}
      onError={() => setIsThere(false)}
    />
  )
}

function Video({
  draft,
  player,
  playable,
  onStanding,
}: {
  draft: Draft
  player: Player
  playable: Playable
  onStanding: () => void
}) {
  const host = useHost()
  const video = useRef<HTMLVideoElement>(null)
  const [broken, setBroken] = useState<string | null>(null)
  const { source, firstFrameOffsetS } = playable.playback
  useEffect(() => player.attach(video.current!, firstFrameOffsetS), [player, firstFrameOffsetS])
  return (
    <>
      <video
        ref={video}
        className={styles.video}
        aria-label={draft.name}
        src={host.addressOf({ draftId: draft.id, kind: source })}
        preload="auto"
        playsInline
        disablePictureInPicture
        onClick={player.toggle}
        onSeeked={onStanding}
        onError={({ currentTarget }) => setBroken(currentTarget.error?.message ?? '')}
      />
      {broken !== null && (
        <div className={styles.told}>
          <ErrorSentence
            error={{
              message: 'The picture can’t be played.',
              hint:
                draft.fileState === 'missing'
                  ? 'The file is no longer where it was; scores and pictures that were kept stay.'
                  : broken || null,
            }}
          />
        </div>
      )}
    </>
  )
}
