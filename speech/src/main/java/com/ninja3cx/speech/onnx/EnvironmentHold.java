package com.ninja3cx.speech.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the native environment until the process is gone.
///
/// ONNX Runtime's Java side gives it back in a shutdown hook of its own, which runs at the same
/// time as all others: what still decodes then, while the server stops in good order, works with
/// freed memory and now and then ends the process with a segmentation fault. The environment counts
/// who holds it (`CreateEnv` and `ReleaseEnv` of the C interface), so it is held once more here,
/// for good.
final class EnvironmentHold {

    private static final Logger log = LoggerFactory.getLogger(EnvironmentHold.class);

    /// The functions of the C interface never change their places; new ones are appended.
    private static final int ANY_VERSION = 1;

    private static final int GET_API = 0;
    private static final int CREATE_ENV = 3;
    private static final int LOG_WARNINGS = 2;

    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private EnvironmentHold() {}

    /// To be called when the environment has been made; once is enough, more is harmless.
    static void take() {
        if (TAKEN.compareAndSet(false, true)) {
            try {
                hold();
            } catch (Throwable notHeld) {
                // Only the end of the process is less safe.
                log.warn("the ONNX environment is not held until the end: {}", notHeld.toString());
            }
        }
    }

    @SuppressWarnings("restricted") // the library is loaded already
    private static void hold() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MemorySegment find =
                SymbolLookup.loaderLookup()
                        .find("OrtGetApiBase")
                        .orElseThrow(() -> new IllegalStateException("no OrtGetApiBase"));
        var base =
                (MemorySegment)
                        linker.downcallHandle(find, FunctionDescriptor.of(ValueLayout.ADDRESS))
                                .invokeExact();
        var api =
                (MemorySegment)
                        linker.downcallHandle(
                                        function(base, GET_API),
                                        FunctionDescriptor.of(
                                                ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                                .invokeExact(ANY_VERSION);
        var create =
                linker.downcallHandle(
                        function(api, CREATE_ENV),
                        FunctionDescriptor.of(
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("held");
            MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
            var failure = (MemorySegment) create.invokeExact(LOG_WARNINGS, name, handle);
            if (failure.address() != 0) {
                throw new IllegalStateException("CreateEnv failed");
            }
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment function(MemorySegment table, int index) {
        long size = (index + 1) * ValueLayout.ADDRESS.byteSize();
        return table.reinterpret(size).getAtIndex(ValueLayout.ADDRESS, index);
    }
}
