package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.Thresholds;
import io.grpc.ManagedChannel;

/** Told by an outbox what it hears from the server, on the outbox's thread. */
public interface Ears {

  /** Of an outbox from which nobody wants to hear. */
  Ears NONE =
      new Ears() {
        @Override
        public void connected(ManagedChannel channel) {}

        @Override
        public void wanted(Thresholds thresholds) {}

        @Override
        public void tick() {}
      };

  /** The server has been heard over a new channel. */
  void connected(ManagedChannel channel);

  /** An answer has said what is wanted. */
  void wanted(Thresholds thresholds);

  /** About once a second. */
  void tick();
}
