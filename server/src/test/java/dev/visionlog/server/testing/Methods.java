package dev.visionlog.server.testing;

import com.google.protobuf.Descriptors.Descriptor;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The calls of the contract, as a server itself says that it answers them. */
public final class Methods {
  private static final String CONTRACT = "visionlog.v1.";

  private Methods() {}

  /** In the order of their names; without health checks and reflection, which are gRPC's own. */
  public static List<MethodDescriptor<?, ?>> of(TestServer server) {
    return server.services().stream()
        .flatMap(service -> service.getMethods().stream())
        .<MethodDescriptor<?, ?>>map(ServerMethodDefinition::getMethodDescriptor)
        .filter(method -> method.getFullMethodName().startsWith(CONTRACT))
        .sorted(Comparator.comparing(MethodDescriptor::getFullMethodName))
        .toList();
  }

  /** Such as {@code LogService/GetLog}. */
  public static String name(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName().substring(CONTRACT.length());
  }

  /** The type of its requests. */
  public static Descriptor request(MethodDescriptor<?, ?> method) {
    return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
        .getMethodDescriptor()
        .getInputType();
  }
}
