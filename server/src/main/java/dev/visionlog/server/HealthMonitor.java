package dev.visionlog.server;

import dev.visionlog.server.store.postgres.Database;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers health checks (grpc.health.v1): for the server as a whole, for each service, and for the
 * {@code database}. None of them serves without the database.
 */
final class HealthMonitor implements AutoCloseable {
  private static final String DATABASE = "database";
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Database database;
  private final List<String> names;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
          });

  HealthMonitor(Database database, List<BindableService> services) {
    this.database = database;
    this.names =
        services.stream()
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList();
    set(ServingStatus.SERVING);
    timer.scheduleWithFixedDelay(
        this::check, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  BindableService service() {
    return health.getHealthService();
  }

  private void check() {
    set(database.isAvailable() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  private void set(ServingStatus status) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(DATABASE, status);
    names.forEach(name -> health.setStatus(name, status));
  }

  /** From now on nothing serves. */
  @Override
  public void close() {
    timer.shutdownNow();
    health.enterTerminalState();
  }
}
