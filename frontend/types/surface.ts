// Our component's surface against the published types of OpenAI's. A release that adds a method, an event or an option
// does not compile here until ours has it.
import type { ChatKitEvents, ChatKitOptions, OpenAIChatKit } from '@openai/chatkit'
import { EVENTS, METHODS } from '../src/host/surface.js'

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
type Methods = Exclude<keyof OpenAIChatKit, keyof HTMLElement | 'setOptions'>

export const methods: Same<(typeof METHODS)[number], Methods> = true
export const events: Same<(typeof EVENTS)[number], keyof ChatKitEvents> = true

/** Which of our modules minds an option. `tests/chat/test_surface.py` looks whether it does. */
export const OPTIONS = {
  api: 'builtin/component.js',
  locale: 'builtin/kit.js',
  frameTitle: 'builtin/component.js',
  initialThread: 'builtin/component.js',
  onClientTool: 'builtin/tools.js',
  theme: 'builtin/theme.js',
  header: 'builtin/header.js',
  history: 'builtin/history.js',
  startScreen: 'builtin/conversation.js',
  composer: 'builtin/foot.js',
  disclaimer: 'builtin/foot.js',
  threadItemActions: 'builtin/said.js',
  thread: 'builtin/conversation.js',
  entities: 'builtin/preview.js',
  commands: 'builtin/composer/suggestions.js',
  widgets: 'builtin/talk.js',
} satisfies Record<keyof AllOptions, string>

// The options are a union of two kinds, hosted and self-hosted; of each the keys count.
type AllOptions = UnionToIntersection<ChatKitOptions>
type UnionToIntersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never
