// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.pass.Pass;

/**
 * A node on another computer.
 *
 * @param address of its door to elsewhere
 * @param pass the file that {@code holdfast remote allow} wrote there; another one in its place counts from the next call on
 */
public record NodeElsewhere(NodeAddress address, Path pass) implements NodePlace {
    public NodeElsewhere {
        if (!address.host().matches("[\\w.%:-]+")) {
            throw new IllegalArgumentException("'" + address.host() + "' is no name of a computer");
        }
        requireUrl(address);
        pass = pass.toAbsolutePath().normalize();
    }

    /** @param address {@code HOST:PORT}. @throws IllegalArgumentException if it is none, in words */
    public static NodeElsewhere of(String address, Path pass) {
        return new NodeElsewhere(NodeAddress.parse(address.strip()), pass);
    }

    /** Each call makes one of it, on a thread on which nobody could be told that there is none. */
    private static void requireUrl(NodeAddress address) {
        try {
            new URI("https://" + address + "/").toURL();
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalArgumentException("'" + address.host() + "' is no name of a computer", e);
        }
    }

    /** What is in the file: a secret. @throws ControlException NO_PASS */
    Pass read() {
        try {
            return Pass.read(pass);
        } catch (HoldfastException e) {
            throw new ControlException(Kind.NO_PASS, e.code().name(), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String shown() {
        return address.toString();
    }

    @Override
    public String brief() {
        return address.host();
    }
}
