package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets no other site's page in, and tells browsers what ours may do.
 *
 * <p>A page of another site can make a browser send requests to this machine, also under a name of
 * its own that it points here (DNS rebinding). So requests have to be addressed to this machine by
 * one of its own names, and, if a browser says where they come from, to come from our own page.
 */
public final class Security implements DecoratingHttpServiceFunction {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What does not lie under {@code /api}. */
  private static final Set<String> OTHER_ENDPOINTS = Set.of("/log", "/stats", "/predictions");

  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

  /** The page of the API's documentation makes its styles itself. */
  private static final String DOCUMENTATION_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final HttpHeaders HEADERS =
      HttpHeaders.builder()
          .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_POLICY)
          .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
          .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
          .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
          .set("cross-origin-opener-policy", "same-origin")
          .set("cross-origin-resource-policy", "same-origin")
          .set("permissions-policy", "camera=(), microphone=(), geolocation=()")
          .build();

  private final Set<String> origins;
  private final Set<String> hosts = new HashSet<>(LOOPBACK);

  /**
   * @param origins from where else the page may be used, such as {@code https://logs.example.com}
   */
  public Security(Collection<String> origins) {
    this.origins = Set.copyOf(origins);
    origins.forEach(origin -> hosts.add(host(URI.create(origin).getRawAuthority())));
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    context.mutateAdditionalResponseHeaders(headers -> headers.setIfAbsent(headers(context)));
    String authority = request.authority();
    if (authority == null || !hosts.contains(host(authority))) {
      return refuse("HOST", "This address is not known here: " + authority);
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !isOurs(origin, authority)) {
      return refuse("ORIGIN", "Requests from " + origin + " are not allowed");
    }
    if ("cross-site".equals(request.headers().get("sec-fetch-site")) && isApi(context)) {
      return refuse("ORIGIN", "Requests from other sites are not allowed");
    }
    return service.serve(context, request);
  }

  private static HttpHeaders headers(ServiceRequestContext context) {
    return context.path().startsWith("/docs/")
        ? HEADERS.withMutations(
            each -> each.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, DOCUMENTATION_POLICY))
        : HEADERS;
  }

  /** Everything but the page, which other sites may link to. */
  private static boolean isApi(ServiceRequestContext context) {
    String path = context.path();
    return path.equals("/api") || path.startsWith("/api/") || OTHER_ENDPOINTS.contains(path);
  }

  private boolean isOurs(String origin, String authority) {
    return origins.contains(origin) || authority.equalsIgnoreCase(authority(origin));
  }

  private static @Nullable String authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? null : origin.substring(scheme + 3);
  }

  /** Without the port. */
  private static String host(String authority) {
    String host = authority.toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static HttpResponse refuse(String reason, String message) {
    return Envelope.error(HttpError.of(HttpStatus.FORBIDDEN, reason + "_REFUSED", message));
  }
}
