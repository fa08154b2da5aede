package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses of an API: whoever asks for another one, or with a method that an address does not
 * take, gets an error in the API's own form. For one thread.
 */
public final class Routes {
  private final ServerBuilder server;
  private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();

  public Routes(ServerBuilder server) {
    this.server = server;
  }

  /** Requests of this method for this address, such as {@code /api/logs/{id}}, are answered so. */
  public Routes add(HttpMethod method, String path, HttpService service) {
    server.route().path(path).methods(method).build(service);
    return taken(method, path);
  }

  /** The same for an answer that is whole. */
  public Routes add(HttpMethod method, String path, Endpoint endpoint) {
    return add(method, path, endpoint.toService());
  }

  /** The same for bodies that may be large, within the budget that they share. */
  public Routes add(
      HttpMethod method, String path, Endpoint endpoint, long mostBytes, BodyBudget budget) {
    server
        .route()
        .path(path)
        .methods(method)
        .maxRequestLength(mostBytes)
        .build(budget.guard(endpoint.toService(), mostBytes));
    return taken(method, path);
  }

  /**
   * All the rest: other methods, and whatever else lies under this folder, such as {@code /api}.
   */
  public void refuseOthers(String folder) {
    methods.forEach(
        (path, taken) -> {
          Set<HttpMethod> others = EnumSet.copyOf(HttpMethod.knownMethods());
          others.removeAll(taken);
          server.route().path(path).methods(others).build(wrongMethod(taken));
        });
    Refusal nothing = (context, request) -> Envelope.error(Errors.of(HttpStatus.NOT_FOUND));
    server.route().path(folder).pathPrefix(folder).build(nothing);
  }

  private static Refusal wrongMethod(Set<HttpMethod> taken) {
    String allowed = taken.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    HttpError error =
        HttpError.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "METHOD_NOT_ALLOWED",
            "This address does not take that method. Must be one of: " + allowed);
    return (context, request) ->
        Envelope.error(error)
            .mapHeaders(
                headers -> headers.withMutations(each -> each.set(HttpHeaderNames.ALLOW, allowed)));
  }

  private Routes taken(HttpMethod method, String path) {
    methods.computeIfAbsent(path, any -> EnumSet.noneOf(HttpMethod.class)).add(method);
    return this;
  }

  /** A service that does nothing but refuse. */
  public interface Refusal extends HttpService {}
}
