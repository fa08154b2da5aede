package dev.visionlog.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cameras and their names. */
public interface CameraStore {

  /**
   * @param id empty: the store chooses one
   * @return empty if the id is taken
   */
  Optional<Camera> create(Optional<Long> id, String name, String description, Instant now);

  Optional<Camera> get(long id);

  /** In the order of ids, from the first greater than {@code afterId}. */
  List<Camera> list(long afterId, int limit);

  /** Changes what is not empty. */
  Optional<Camera> update(
      long id, Optional<String> name, Optional<String> description, Instant now);

  /** False if there was none. */
  boolean delete(long id);

  /** All names by id. */
  Map<Long, String> names();

  record Camera(long id, String name, String description, Instant created, Instant updated) {}
}
