// How loud it is, and for how long somebody has been speaking.
import { el } from '../../element.js'

export class Level {
  nodes
  #context = new AudioContext()
  #frame
  #began = Date.now()

  /** `onEnd()` is called after so many seconds. */
  constructor(stream, label, onEnd, seconds) {
    const analyser = this.#context.createAnalyser()
    analyser.fftSize = 512
    this.#context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const meter = el('meter', { min: 0, max: 1, value: 0, 'aria-label': label })
    const time = el('time', {}, '0:00')
    this.nodes = [meter, time]
    const draw = () => {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      meter.value = Math.min(1, Math.sqrt(power) * 4)
      const spoken = Math.floor((Date.now() - this.#began) / 1000)
      time.textContent = `${Math.floor(spoken / 60)}:${String(spoken % 60).padStart(2, '0')}`
      if (spoken >= seconds) onEnd()
      else this.#frame = setTimeout(draw, 60)
    }
    draw()
  }

  stop() {
    clearTimeout(this.#frame)
    void this.#context.close()
  }
}
