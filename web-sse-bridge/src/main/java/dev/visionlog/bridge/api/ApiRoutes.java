package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpMethod;
import dev.visionlog.bridge.http.BodyBudget;
import dev.visionlog.bridge.http.Routes;
import dev.visionlog.bridge.upstream.Upstream;

/** Which address is whose. */
public final class ApiRoutes {
  private ApiRoutes() {}

  /** Of one body with images. As base64, they take a third more than the server allows. */
  private static final long MAX_INTAKE_BYTES = 28L * 1024 * 1024;

  /** Adds all addresses that are answered as a whole, and the downloads. */
  public static void addTo(Routes routes, Upstream upstream, BodyBudget bodies) {
    addLogs(routes, upstream);
    addPredictions(routes, upstream);
    addPlain(routes, upstream, bodies);
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
        .add(HttpMethod.GET, "/api/logs/export", new LogExportEndpoint(upstream))
        .add(HttpMethod.DELETE, "/api/logs/cleanup", new CleanupResource(upstream)::deleteLogs)
        .add(HttpMethod.GET, "/api/logs/cameras/{id}", new CameraLogResource(upstream)::list)
        .add(HttpMethod.GET, "/api/logs/{id}", logs::get)
        .add(HttpMethod.GET, "/api/histogram", new HistogramResource(upstream)::get);
  }

  private static void addPredictions(Routes routes, Upstream upstream) {
    PredictionResource predictions = new PredictionResource(upstream);
    ImageStoreResource images = new ImageStoreResource(upstream);
    routes
        .add(HttpMethod.GET, "/api/predictions", predictions::list)
        .add(HttpMethod.GET, "/api/predictions/stats", new PredictionStatsResource(upstream)::get)
        .add(
            HttpMethod.GET,
            "/api/predictions/histogram",
            new PredictionHistogramResource(upstream)::get)
        .add(HttpMethod.GET, "/api/predictions/export", new PredictionExportEndpoint(upstream))
        .add(
            HttpMethod.DELETE,
            "/api/predictions/cleanup",
            new CleanupResource(upstream)::deletePredictions)
        .add(HttpMethod.GET, "/api/predictions/{id}", predictions::get)
        .add(
            HttpMethod.GET,
            "/api/predictions/{id}/image",
            new PredictionImageResource(upstream)::get)
        .add(HttpMethod.GET, "/api/images/stats", images::stats)
        .add(HttpMethod.POST, "/api/images/check", images::check)
        .add(HttpMethod.DELETE, "/api/images/cleanup", images::cleanup);
  }

  /** What edge devices know. */
  private static void addPlain(Routes routes, Upstream upstream, BodyBudget bodies) {
    routes
        .add(
            HttpMethod.POST,
            "/log",
            new PredictionIntake(upstream)::create,
            MAX_INTAKE_BYTES,
            bodies)
        .add(HttpMethod.GET, "/stats", new PredictionStatsResource(upstream)::getPlain)
        .add(HttpMethod.GET, "/predictions", new PredictionResource(upstream)::listPlain);
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
