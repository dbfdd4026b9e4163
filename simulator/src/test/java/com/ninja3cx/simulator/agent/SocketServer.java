package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/// Just enough of a WebSocket server (RFC 6455) to answer an agent by hand.
final class SocketServer implements AutoCloseable {

    /// What the test does with one connection; a new one for each.
    interface Talk {

        void said(AgentMessage message, Line line) throws IOException;

        void heard(AudioChunk chunk, Line line) throws IOException;
    }

    /// The way back to the agent.
    interface Line {

        void say(ServerMessage message) throws IOException;
    }

    interface Talks {
        Talk next();
    }

    private final ServerSocket listening;
    private final int refuseWith;
    private final Talks talks;

    /// @param refuseWith an HTTP status instead of a socket; 0 to accept
    SocketServer(int refuseWith, Talks talks) throws IOException {
        this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.refuseWith = refuseWith;
        this.talks = talks;
        Thread.startVirtualThread(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String key = "";
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                    key = line.substring(18).strip();
                }
            }
            if (refuseWith != 0) {
                out.write(
                        "HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n"
                                .formatted(refuseWith)
                                .getBytes());
                return;
            }
            out.write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + accept(key)
                                    + "\r\n\r\n")
                            .getBytes());
            talk(in, out);
        } catch (EOFException cut) {
            // The agent pulled the cable.
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void talk(DataInputStream in, OutputStream out) throws Exception {
        Talk talk = talks.next();
        Line line = message -> send(out, Wire.write(message).getBytes(StandardCharsets.UTF_8));
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            switch (opcode) {
                case 1 ->
                        talk.said(
                                Wire.readAgentMessage(new String(payload, StandardCharsets.UTF_8)),
                                line);
                case 2 -> talk.heard(AudioChunk.decode(ByteBuffer.wrap(payload)), line);
                case 8 -> {
                    return;
                }
                default -> {}
            }
        }
    }

    private static void send(OutputStream out, byte[] text) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(text.length + 4);
        frame.put((byte) 0x81);
        if (text.length < 126) {
            frame.put((byte) text.length);
        } else {
            frame.put((byte) 126).putShort((short) text.length);
        }
        frame.put(text);
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    private static String accept(String key) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes());
        return Base64.getEncoder().encodeToString(digest);
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
