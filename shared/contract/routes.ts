import type { CallName } from './calls.ts'

/** Where the REST host offers a call. Names in braces are taken from the path, the rest from the query or the body. */
export interface Route {
  /** With GET and DELETE the input stands in the query, a list as a repeated name; otherwise in a JSON body. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/api/${string}`
  summary: string
}
/** Why a call has no route. */
export interface NotOffered {
  notOffered: string
}

/** Every call of the contract as REST. */
export const routes: Record<CallName, Route | NotOffered> = {
  measure: { method: 'POST', path: '/api/measure', summary: 'Measure a file on this machine' },
  score: { method: 'POST', path: '/api/score', summary: 'Score a file on this machine' },
  compare: { method: 'POST', path: '/api/compare', summary: 'Score files and set each against the first' },
  markers: {
    method: 'POST',
    path: '/api/markers',
    summary: 'The evidence about a file as markers for an editing program',
  },
  report: {
    notOffered:
      'It names a file on this machine; add the file as a draft, then GET /media/{draftId}/report?format= answers the report itself.',
  },
  music: {
    method: 'POST',
    path: '/api/music',
    summary: 'Rank the music of a folder for a file on this machine',
  },
  intentional: {
    method: 'POST',
    path: '/api/intentional',
    summary: 'Mark checks as meant, for a draft or a brand; undo, redo, list',
  },
  trainTable: { notOffered: 'Its answer is as long as the table; `hookline train --table` trains on one.' },
  predictTable: {
    notOffered: 'Its answer is as long as the table; `hookline predict --table` forecasts one.',
  },
  models: {
    method: 'POST',
    path: '/api/models',
    summary: 'List the forecast models, show one, activate one, or go back to the one before',
  },
  train: { method: 'POST', path: '/api/train', summary: 'Train forecast models on the history' },
  predict: { method: 'POST', path: '/api/predict', summary: 'Forecast a file on this machine' },
  doctor: { method: 'GET', path: '/api/doctor', summary: 'Look at every part of this installation' },

  drafts: { method: 'GET', path: '/api/drafts', summary: 'All drafts of the library' },
  draft: { method: 'GET', path: '/api/drafts/{id}', summary: 'One draft' },
  addDrafts: { method: 'POST', path: '/api/drafts', summary: 'Add files of this machine to the library' },
  addSample: { method: 'POST', path: '/api/sample', summary: 'Add the sample draft to the library' },
  retryDraft: { method: 'POST', path: '/api/drafts/{id}/retry', summary: 'Measure a draft again' },
  cancelDraft: { method: 'POST', path: '/api/drafts/{id}/cancel', summary: 'Stop measuring a draft' },
  removeDrafts: {
    method: 'DELETE',
    path: '/api/drafts',
    summary: 'Take drafts out of the library; for a day they can be restored',
  },
  restoreDrafts: { method: 'POST', path: '/api/drafts/restore', summary: 'Bring removed drafts back' },
  setDetails: { method: 'PUT', path: '/api/drafts/{id}/details', summary: 'Set the details of a draft' },
  draftCaptions: {
    method: 'GET',
    path: '/api/drafts/{id}/captions',
    summary: 'The captions that were given for a draft',
  },
  setCaptions: {
    method: 'PUT',
    path: '/api/drafts/{id}/captions',
    summary: 'Set the captions of a draft, or take them away',
  },
  draftMeasurement: {
    method: 'GET',
    path: '/api/drafts/{id}/measurement',
    summary: 'The facts about a draft',
  },
  draftOutline: {
    method: 'GET',
    path: '/api/drafts/{id}/outline',
    summary: 'The facts about a draft without its curves; those are GET /media/{draftId}/curves',
  },
  draftScore: { method: 'GET', path: '/api/drafts/{id}/score', summary: 'The score of a draft' },
  draftForecast: {
    method: 'GET',
    path: '/api/drafts/{id}/forecast',
    summary: 'What can be expected of a draft, with intervals',
  },
  forecasts: {
    method: 'GET',
    path: '/api/forecasts',
    summary: 'Forecasts that were made, what came of them, and how models drift',
  },
  draftMusic: {
    method: 'POST',
    path: '/api/drafts/{id}/music',
    summary: 'Rank the music of a folder on this machine for a draft',
  },
  compareDrafts: {
    method: 'GET',
    path: '/api/comparison',
    summary: 'Set drafts against the first, and say whose opening is strongest',
  },
  playback: {
    method: 'GET',
    path: '/api/drafts/{id}/playback',
    summary: 'How a browser can play a draft; makes a proxy where it needs one',
  },
  openResource: {
    notOffered: 'It names a file on this machine; GET /media/{draftId}/{kind} answers the file itself.',
  },

  history: { method: 'GET', path: '/api/history', summary: 'Posts that were published, and how they did' },
  historyPage: {
    method: 'POST',
    path: '/api/history/page',
    summary: 'A stretch of the posts that were published: searched, filtered and sorted',
  },
  importHistory: {
    method: 'POST',
    path: '/api/history/imports',
    summary: "Take a platform's export of posts into the history",
  },
  undoImport: {
    method: 'DELETE',
    path: '/api/history/imports/{id}',
    summary: 'Forget what an import alone told',
  },
  linkPost: {
    method: 'PUT',
    path: '/api/history/posts/{postId}/link',
    summary: 'Say which draft a post was',
  },
  addPost: {
    method: 'POST',
    path: '/api/history/posts',
    summary: 'Note a post that no export has told of yet',
  },
  setEarlyViews: {
    method: 'PUT',
    path: '/api/history/posts/{postId}/early-views',
    summary: 'Say how often a post was seen in its first hours and days',
  },
  importEarlyViews: {
    method: 'POST',
    path: '/api/history/early-views',
    summary: 'Take in a table of how often posts were seen, by their age',
  },
  postForecast: {
    method: 'GET',
    path: '/api/history/posts/{postId}/forecast',
    summary: 'What a post that is out comes to, from its first views',
  },
  changeAccount: {
    method: 'PATCH',
    path: '/api/history/accounts/{id}',
    summary: 'Name an account, or note its followers',
  },
  deleteAccount: {
    method: 'DELETE',
    path: '/api/history/accounts/{id}',
    summary: 'Delete the history of an account, for good',
  },
  features: { method: 'GET', path: '/api/features', summary: 'What a forecast may know of a post' },
  exportGuides: {
    method: 'GET',
    path: '/api/history/guides',
    summary: 'Where each platform exports its posts',
  },

  settings: { method: 'GET', path: '/api/settings', summary: 'The settings' },
  updateSettings: { method: 'PATCH', path: '/api/settings', summary: 'Change settings' },
  rubric: { method: 'GET', path: '/api/rubric', summary: 'The checks and their weights, as they ship' },
  platforms: { method: 'GET', path: '/api/platforms', summary: 'The platforms and their safe zones' },
  libraryInfo: { method: 'GET', path: '/api/library', summary: 'Where the data lies and how large it is' },
  parts: { method: 'GET', path: '/api/parts', summary: 'Parts that can be fetched, and how they stand' },
  downloadPart: {
    method: 'POST',
    path: '/api/parts/{id}/download',
    summary: 'Fetch a part from the internet and switch it on',
  },
  cancelPartDownload: {
    method: 'POST',
    path: '/api/parts/{id}/cancel',
    summary: 'Stop fetching a part; it can be gone on with later',
  },
  removePart: { method: 'DELETE', path: '/api/parts/{id}', summary: 'Remove a part and switch it off' },
  pause: {
    method: 'POST',
    path: '/api/queue/pause',
    summary: 'Stop measuring until it is resumed; drafts wait',
  },
  resume: { method: 'POST', path: '/api/queue/resume', summary: 'Go on with the drafts that wait' },
  backUp: { method: 'POST', path: '/api/library/back-up', summary: 'Copy the library to a safe place' },
  deleteAll: { method: 'POST', path: '/api/library/delete-all', summary: 'Delete everything, for good' },
}

export function isOffered(route: Route | NotOffered): route is Route {
  return 'method' in route
}
