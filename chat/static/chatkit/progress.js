// An act on many threads goes on by itself, batch by batch. Without this a person presses the button.
document.querySelector('form[data-goes-on]')?.requestSubmit()
