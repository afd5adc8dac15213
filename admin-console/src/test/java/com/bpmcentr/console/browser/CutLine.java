package com.bpmcentr.console.browser;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line from the browser to the console that can be cut off and be there again. */
final class CutLine implements AutoCloseable {

  private final int console;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  CutLine(int console) {
    this.console = console;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  int port() {
    return port;
  }

  /** What goes over it breaks off, and nothing new comes through. */
  void cut() {
    close(listener);
    sockets.forEach(CutLine::close);
  }

  void mend() {
    listener = listen(port);
  }

  @Override
  public void close() {
    cut();
  }

  private ServerSocket listen(int wanted) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      Thread.ofVirtual().start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket open) {
    try {
      while (true) {
        Socket browser = open.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), console);
        sockets.add(browser);
        sockets.add(server);
        Thread.ofVirtual().start(() -> copy(browser, server));
        Thread.ofVirtual().start(() -> copy(server, browser));
        if (open.isClosed()) {
          cut();
        }
      }
    } catch (IOException cut) {
      // the thread ends with its listener
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // both are closed by now
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
