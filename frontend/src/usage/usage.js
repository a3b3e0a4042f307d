// The charts of the usage page, drawn from its tables: each `canvas` names the table beneath it and a column.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)
Chart.defaults.animation = false

const MOST = 40 // rows of one chart

for (const canvas of document.querySelectorAll('canvas[data-table]')) draw(canvas)

function draw(canvas) {
  const { table, column, along } = canvas.dataset
  const rows = [...document.querySelectorAll(`#${table} tbody tr`)].slice(0, MOST)
  const labels = rows.map((row) => row.cells[0].textContent.trim())
  const values = rows.map((row) => Number(row.cells[Number(column)].dataset.value))
  if (along === 'time') {
    labels.reverse()
    values.reverse()
  }
  const { color, borderColor } = getComputedStyle(canvas)
  Chart.defaults.color = color
  new Chart(canvas, {
    type: 'bar',
    data: { labels, datasets: [{ data: values, backgroundColor: borderColor }] },
    options: {
      indexAxis: along === 'time' ? 'x' : 'y',
      maintainAspectRatio: false,
      scales: { x: { grid: { display: along !== 'time' } }, y: { grid: { display: along === 'time' } } },
    },
  })
}
