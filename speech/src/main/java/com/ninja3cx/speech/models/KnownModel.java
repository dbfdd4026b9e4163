package com.ninja3cx.speech.models;

/// A published Whisper model and what it asks of a machine.
///
/// @param name as written in `WHISPER_MODEL`
/// @param multilingual false for models of English alone
/// @param downloadMegabytes what is fetched, about
/// @param preparedMegabytes its 8-bit graphs on disk and, when used, in memory
/// @param cost computing time beside the model `base`
/// @param present whether its files are in the models folder
public record KnownModel(
        String name,
        boolean multilingual,
        int downloadMegabytes,
        int preparedMegabytes,
        double cost,
        boolean present) {

    /// What the server needs besides the graphs, with several calls running.
    private static final int SERVER_MEGABYTES = 450;

    /// Both channels of a call, heard live with `base` on a core of an x86-64 server that has
    /// instructions for sums of 8-bit products (AVX-512 VNNI); docs/performance.md.
    private static final double CALLS_PER_CORE_OF_BASE = 2;

    /// The same on one that has none.
    private static final double CALLS_PER_CORE_WITHOUT_VNNI = 0.5;

    /// Resident memory to expect of the server.
    public int memoryMegabytes() {
        return SERVER_MEGABYTES + preparedMegabytes;
    }

    /// Live calls that one core can be expected to follow.
    ///
    /// @param vnni whether the processor has instructions for sums of 8-bit products
    public double callsPerCore(boolean vnni) {
        return (vnni ? CALLS_PER_CORE_OF_BASE : CALLS_PER_CORE_WITHOUT_VNNI) / cost;
    }
}
