package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.filter.FilterException;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

class ApiErrorsTest {
  @Test
  void of_namesTheFilterOnce() {
    StatusRuntimeException error = ApiErrors.of(new FilterException(9, "Expected a value"));

    assertThat(error.getStatus().getDescription()).isEqualTo("filter: column 9: Expected a value");
  }
}
