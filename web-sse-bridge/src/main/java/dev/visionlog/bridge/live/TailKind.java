package dev.visionlog.bridge.live;

import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.TailLogsResponse;
import dev.visionlog.v1.TailPredictionsResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What can be followed, and in which form. */
public enum TailKind {
  /** Whole log entries: {@code log}. */
  LOGS {
    @Override
    void start(Upstream upstream, Caller caller, Resume resume, TailCall call) {
      tailLogs(upstream, caller, resume, call, LogEvents.Whole::new);
    }
  },

  /** {@code log_entry_created}: enough to know that there is something to fetch. */
  LOG_EVENTS {
    @Override
    void start(Upstream upstream, Caller caller, Resume resume, TailCall call) {
      tailLogs(upstream, caller, resume, call, LogEvents.Created::new);
    }
  },

  /** Whole predictions, without their images: {@code prediction}. */
  PREDICTIONS {
    @Override
    void start(Upstream upstream, Caller caller, Resume resume, TailCall call) {
      tailPredictions(upstream, caller, resume, call, PredictionEvents.Whole::new);
    }
  },

  /** {@code prediction_created}: enough to know that there is something to fetch. */
  PREDICTION_EVENTS {
    @Override
    void start(Upstream upstream, Caller caller, Resume resume, TailCall call) {
      tailPredictions(upstream, caller, resume, call, PredictionEvents.Created::new);
    }
  };

  /** Begins to follow; the call takes what comes. */
  abstract void start(Upstream upstream, Caller caller, Resume resume, TailCall call);

  private static void tailLogs(
      Upstream upstream,
      Caller caller,
      Resume resume,
      TailCall call,
      Function<LogEntry, TailMessage.Event> form) {
    upstream
        .logStreams(caller)
        .tailLogs(resume.ofLogs(), call.observer(message -> message(message, form)));
  }

  private static TailMessage message(
      TailLogsResponse message, Function<LogEntry, TailMessage.Event> form) {
    return new TailMessage(
        events(message.getEntriesList(), form),
        message.hasGap() ? Optional.of(message.getGap()) : Optional.empty(),
        message.getPosition());
  }

  private static void tailPredictions(
      Upstream upstream,
      Caller caller,
      Resume resume,
      TailCall call,
      Function<Prediction, TailMessage.Event> form) {
    upstream
        .predictionStreams(caller)
        .tailPredictions(resume.ofPredictions(), call.observer(message -> message(message, form)));
  }

  private static TailMessage message(
      TailPredictionsResponse message, Function<Prediction, TailMessage.Event> form) {
    return new TailMessage(
        events(message.getPredictionsList(), form),
        message.hasGap() ? Optional.of(message.getGap()) : Optional.empty(),
        message.getPosition());
  }

  private static <E> List<TailMessage.Event> events(
      List<E> entries, Function<E, TailMessage.Event> form) {
    return entries.stream().map(form).toList();
  }
}
