// Everything comes from here: no validator, no fonts and no scripts of others.
window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#api',
    deepLinking: true,
    displayRequestDuration: true,
    validatorUrl: null,
  });
});
