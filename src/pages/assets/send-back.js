// The button does the same where this does not run.
document.querySelector('#send-back')?.submit();
