package dev.visionlog.cli.command;

import com.google.protobuf.FieldMask;
import dev.visionlog.cli.connection.Backoff;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc.SettingsServiceBlockingStub;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Reads the settings, changes them and writes them back on the condition that nobody else has
 * changed them since; otherwise begins again.
 */
final class SettingsEditor {
  private static final int ATTEMPTS = 10;

  private final Session session;

  SettingsEditor(Session session) {
    this.session = session;
  }

  Settings read() {
    return stub().getSettings(GetSettingsRequest.getDefaultInstance()).getSettings();
  }

  Settings change(FieldMask mask, UnaryOperator<Settings> change) {
    Backoff backoff = session.backoff();
    for (int attempt = 1; ; attempt++) {
      try {
        return write(mask, change.apply(read()));
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.ABORTED || attempt == ATTEMPTS) {
          throw e;
        }
        session.interruption().pause(backoff.next(Duration.ZERO));
      }
    }
  }

  private Settings write(FieldMask mask, Settings changed) {
    UpdateSettingsRequest request =
        UpdateSettingsRequest.newBuilder().setSettings(changed).setUpdateMask(mask).build();
    return stub().updateSettings(request).getSettings();
  }

  private SettingsServiceBlockingStub stub() {
    return session.connection().settings();
  }
}
