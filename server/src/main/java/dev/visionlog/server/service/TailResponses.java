package dev.visionlog.server.service;

import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailHeartbeat;
import java.util.List;

/** Makes the messages of one tail. {@code position} is where the reader may go on. */
interface TailResponses<E, R> {

  R entries(List<E> entries, long position);

  R gap(TailGap gap, long position);

  R heartbeat(TailHeartbeat heartbeat, long position);
}
