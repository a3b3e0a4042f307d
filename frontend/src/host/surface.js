// What a component can do and what it tells: the surface of @openai/chatkit 1.9, `OpenAIChatKit` and `ChatKitEvents`.

/** The methods besides `setOptions`; each returns a promise. */
export const METHODS = /** @type {const} */ ([
  'focusComposer',
  'setThreadId',
  'sendUserMessage',
  'setComposerValue',
  'sendCustomAction',
  'fetchUpdates',
  'showHistory',
  'hideHistory',
])

export const EVENTS = /** @type {const} */ ([
  'chatkit.ready',
  'chatkit.error',
  'chatkit.effect',
  'chatkit.deeplink',
  'chatkit.response.start',
  'chatkit.response.end',
  'chatkit.thread.change',
  'chatkit.thread.load.start',
  'chatkit.thread.load.end',
  'chatkit.tool.change',
  'chatkit.history.open',
  'chatkit.history.close',
  'chatkit.log',
])
