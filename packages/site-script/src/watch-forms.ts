import type { Tracker } from './tracker';

/**
 * Sign-ups. Nothing that was typed is sent, but for the e-mail address of a form that the shop has marked with
 * `data-aftercart-identify`.
 */
export function watchForms(tracker: Tracker): void {
  document.addEventListener(
    'submit',
    ({ target }) => {
      if (!(target instanceof HTMLFormElement)) return;
      const email = target.querySelector<HTMLInputElement>('input[type="email"]');
      if (!email || target.querySelector('input[type="password"]')) return; // not a sign-up, or a log-in
      if (target.dataset.aftercartIdentify !== undefined && email.value) tracker.identify(email.value);
      tracker.track('Form Submitted', { form_id: target.id, form_name: target.getAttribute('name') ?? '' });
    },
    true,
  );
}
