// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

/** Where a node is. What is needed to ask it lies in files, which are read anew for each call. */
public sealed interface NodePlace permits NodeHome, NodeElsewhere {
    /** For people: a folder of this computer, or {@code HOST:PORT}. */
    String shown();

    /** In short, for people who know the rest. */
    String brief();
}
