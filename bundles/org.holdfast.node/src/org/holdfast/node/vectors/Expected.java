// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import org.holdfast.format.vectors.VectorFile;

/** Which vectors a format has to reproduce. */
sealed interface Expected {
    /** The product's own, or those that were accepted before. */
    record Settled(VectorFile file) implements Expected {}

    /** Those that the bundle brings; nobody knew any before, so they are remembered if it reproduces them. */
    record Brought(VectorFile file, byte[] text) implements Expected {}

    /** There are none. */
    record Missing(String why) implements Expected {}

    /** Its number or name is another format's. */
    record Taken(String why) implements Expected {}
}
