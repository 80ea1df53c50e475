// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.pass.Pass;
import org.holdfast.trust.pass.RemoteDoor;
import org.jspecify.annotations.Nullable;

/** To a node elsewhere, with a pass. */
final class RemoteDoorway implements Doorway {
    private final NodeAddress address;
    private final RemoteDoor door;

    RemoteDoorway(NodeAddress address, Pass pass) {
        this.address = address;
        this.door = new RemoteDoor(address, pass);
    }

    @Override
    public HttpURLConnection open(String resource) throws IOException {
        return door.open(resource);
    }

    @Override
    public HoldfastException broken(IOException cause) {
        return door.broken(cause);
    }

    @Override
    public HoldfastException unreachable(String why, @Nullable Throwable cause) {
        return door.unreachable(why, cause);
    }

    @Override
    public String subject() {
        return address.toString();
    }
}
