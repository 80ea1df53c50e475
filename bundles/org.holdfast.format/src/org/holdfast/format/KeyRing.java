// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

/** The keys that a node has. Implementations MUST be thread-safe. */
public interface KeyRing {
    /**
     * The keys of a generation, for reading what was sealed under it.
     *
     * @throws org.holdfast.model.HoldfastException WRONG_KEY if this node has no such generation
     */
    GenerationKeys generation(int generation);

    /** The generation to seal with. */
    int current();

    DedupKeys dedup();
}
