// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** The way to a node: through its data folder on this machine, or over TLS to another one. */
interface Doorway {
    /** A connection to the node for one call, not yet opened. @param resource path and query */
    HttpURLConnection open(String resource) throws IOException;

    /** What a call that broke off means, and what to do. */
    HoldfastException broken(IOException cause);

    /** NODE_UNREACHABLE, and why. */
    HoldfastException unreachable(String why, @Nullable Throwable cause);

    /** What errors are about. */
    String subject();
}
