// What django-allauth's own scripts leave out: a failure is said in the page, and the Enter key asks for the passkey.

const notice = document.querySelector('[data-passkey-failed]')

document.addEventListener('allauth.error', () => {
  notice.textContent = notice.dataset.passkeyFailed
  notice.hidden = false
})

for (const credential of document.querySelectorAll('input[type="hidden"][name="credential"]')) {
  const { form } = credential
  form.addEventListener('submit', (event) => {
    if (credential.value) return
    event.preventDefault()
    form.querySelector('button[type="button"]')?.click()
  })
}
