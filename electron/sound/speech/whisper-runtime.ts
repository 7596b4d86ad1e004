/** All that is used of transformers; a module of its own, so that it is loaded when speech is listened to and not before. */
export { env, LogLevel, pipeline, Tensor } from '@huggingface/transformers'
