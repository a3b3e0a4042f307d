// The pages on which staff look after threads: they show what happens while it happens. Without this they are the same,
// and somebody reloads them.
import { Desk } from './desk.js'
import { watchQueue } from './queue.js'

// An act on many threads goes on by itself, batch by batch.
document.querySelector('form[data-goes-on]')?.requestSubmit()

const thread = document.querySelector('.chatkit-thread')
if (thread) new Desk(thread)

const news = document.querySelector('[data-queue]')
if (news?.dataset.queue) watchQueue(news)
