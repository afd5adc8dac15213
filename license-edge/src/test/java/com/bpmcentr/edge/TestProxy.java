package com.bpmcentr.edge;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to the database that can be broken in several ways. */
public final class TestProxy implements Closeable {

  /** How a line breaks. */
  public enum Fault {
    /** Connections are reset, new ones too. */
    REFUSED,
    /** Everything is taken and nothing arrives, in either direction; nobody is told. */
    BLACK_HOLE,
    /** What the edge sends arrives, what the database answers does not. */
    ONE_WAY,
    /** Everything arrives, each byte in a packet of its own. */
    TRICKLE
  }

  /**
   * More than come at once: whom the system turns away comes again when it pleases, not the edge.
   */
  private static final int MOST_WAITING = 1024;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> deaf = ConcurrentHashMap.newKeySet();
  private volatile Fault fault;

  public TestProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, MOST_WAITING, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public void begin(Fault next) {
    fault = next;
    if (next == Fault.REFUSED) {
      sockets.forEach(TestProxy::resetWhenClosed);
      closeAll();
    }
  }

  /** RST instead of FIN, whatever of its bytes is still under way. */
  private static void resetWhenClosed(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // it was closed already
    }
  }

  /** The line is whole again for new connections; those of before are gone for good. */
  public void end() {
    fault = null;
    closeAll();
  }

  /** The line is whole again for new connections; those of before stay silent, nobody is told. */
  public void endSilently() {
    deaf.addAll(sockets);
    fault = null;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        sockets.add(client);
        if (fault == Fault.REFUSED) {
          resetWhenClosed(client);
          client.close();
          sockets.remove(client);
          continue;
        }
        Socket server;
        try {
          server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException nobodyListens) {
          client.close();
          sockets.remove(client);
          continue;
        }
        server.setTcpNoDelay(true);
        sockets.add(server);
        Thread.ofVirtual().start(() -> copy(client, server, false));
        Thread.ofVirtual().start(() -> copy(server, client, true));
      } catch (IOException closed) {
        // the next accept shows whether it was the listener
      }
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        boolean lost =
            fault == Fault.BLACK_HOLE || (fault == Fault.ONE_WAY && answers) || deaf.contains(from);
        if (lost) {
          continue;
        }
        int atOnce = fault == Fault.TRICKLE ? 1 : read;
        for (int sent = 0; sent < read; sent += atOnce) {
          out.write(buffer, sent, atOnce);
        }
      }
    } catch (IOException gone) {
      // both sides are closed by now
    } finally {
      sockets.remove(from);
      sockets.remove(to);
      deaf.remove(from);
      deaf.remove(to);
    }
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // it was closed already
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeAll();
  }
}
