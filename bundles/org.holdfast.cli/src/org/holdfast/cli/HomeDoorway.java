// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** To the node of a data folder on this machine, with the token that lies there. */
record HomeDoorway(Home home, Home.Door door) implements Doorway {
    @Override
    public HttpURLConnection open(String resource) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + door.port() + resource);
        HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        call.setRequestProperty("Authorization", "Bearer " + door.token());
        return call;
    }

    @Override
    public HoldfastException broken(IOException cause) {
        if (cause instanceof ConnectException) {
            return unreachable("it does not answer on port " + door.port(), cause);
        }
        if (home.door().filter(door::equals).isEmpty()) {
            return new HoldfastException(
                    ErrorCode.CANCELLED,
                    subject(),
                    "The node in " + home.path()
                            + " was stopped before it was done. Start it and run the command again:"
                            + " it goes on where it was.",
                    true,
                    cause);
        }
        return unreachable("the connection broke: " + cause.getMessage(), cause);
    }

    @Override
    public HoldfastException unreachable(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.NODE_UNREACHABLE,
                subject(),
                "The node in " + home.path() + " cannot be asked: " + why + ". Its log is in "
                        + home.path().resolve("log") + ".",
                true,
                cause);
    }

    @Override
    public String subject() {
        return home.path().toString();
    }
}
