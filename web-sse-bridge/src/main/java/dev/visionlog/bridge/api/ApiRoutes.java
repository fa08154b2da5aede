package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpMethod;
import dev.visionlog.bridge.http.Routes;
import dev.visionlog.bridge.upstream.Upstream;

/** Which address is whose. */
public final class ApiRoutes {
  private ApiRoutes() {}

  /** Adds all addresses under {@code /api} that are answered as a whole, and the downloads. */
  public static void addTo(Routes routes, Upstream upstream) {
    addLogs(routes, upstream);
    addCameras(routes, new CameraResource(upstream));
    addOperation(routes, upstream);
    addSession(routes, new SessionResource(upstream));
  }

  private static void addLogs(Routes routes, Upstream upstream) {
    LogResource logs = new LogResource(upstream);
    routes
        .add(HttpMethod.GET, "/api/logs", logs::list)
        .add(HttpMethod.GET, "/api/logs/search", logs::search)
        .add(HttpMethod.GET, "/api/logs/stats", new StatsResource(upstream)::get)
        .add(HttpMethod.GET, "/api/logs/sources", new SourceResource(upstream)::list)
        .add(HttpMethod.GET, "/api/logs/export", new ExportEndpoint(upstream))
        .add(HttpMethod.DELETE, "/api/logs/cleanup", new CleanupResource(upstream)::delete)
        .add(HttpMethod.GET, "/api/logs/cameras/{id}", new CameraLogResource(upstream)::list)
        .add(HttpMethod.GET, "/api/logs/{id}", logs::get)
        .add(HttpMethod.GET, "/api/histogram", new HistogramResource(upstream)::get);
  }

  private static void addCameras(Routes routes, CameraResource cameras) {
    routes
        .add(HttpMethod.GET, "/api/cameras", cameras::list)
        .add(HttpMethod.POST, "/api/cameras", cameras::create)
        .add(HttpMethod.GET, "/api/cameras/{id}", cameras::get)
        .add(HttpMethod.PATCH, "/api/cameras/{id}", cameras::update)
        .add(HttpMethod.DELETE, "/api/cameras/{id}", cameras::delete);
  }

  private static void addOperation(Routes routes, Upstream upstream) {
    SettingsResource settings = new SettingsResource(upstream);
    OperationResource operation = new OperationResource(upstream);
    routes
        .add(HttpMethod.GET, "/api/settings", settings::get)
        .add(HttpMethod.PATCH, "/api/settings", settings::update)
        .add(HttpMethod.GET, "/api/status", operation::status)
        .add(HttpMethod.GET, "/api/writers", operation::writers);
  }

  private static void addSession(Routes routes, SessionResource session) {
    routes
        .add(HttpMethod.GET, "/api/session", session::get)
        .add(HttpMethod.POST, "/api/session", session::create)
        .add(HttpMethod.DELETE, "/api/session", session::delete);
  }
}
