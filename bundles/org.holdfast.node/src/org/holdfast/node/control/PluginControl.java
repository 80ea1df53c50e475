// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** What a face can ask about the providers of a node. Every failure is a {@link org.holdfast.model.HoldfastException}. */
public interface PluginControl {
    /** One for each provider and role that it can have. */
    List<PluginReport> list();

    /**
     * Writes new data with this provider from now on; old data stay as they are, and readable.
     *
     * @return the provider as it is listed now
     * @throws org.holdfast.model.HoldfastException PROVIDER_UNKNOWN, PROVIDER_REFUSED, CODE_NEEDS_PARTNERS;
     *     VECTORS_MISSING, VECTORS_DIFFER, TIMED_OUT if it does not reproduce its golden vectors
     */
    PluginReport prefer(String role, String id);

    /**
     * Installs a signed jar, or replaces what has its symbolic name; new data are written with what is preferred, as
     * before. What fails its golden vectors writes nothing new; if it was to take the place of what did, that stays.
     *
     * @param file its absolute path
     * @throws org.holdfast.model.HoldfastException PLUGIN_UNSIGNED and its like, PLUGIN_BROKEN, FORMAT_IN_USE if the one
     *     before read a format that this one does not, VECTORS_MISSING, VECTORS_DIFFER, TIMED_OUT if the one before wrote
     *     a format that this one fails
     */
    InstalledReport install(String file);

    /**
     * Removes a plug-in.
     *
     * @throws org.holdfast.model.HoldfastException PLUGIN_UNKNOWN; FORMAT_IN_USE if it is the last that reads what is
     *     stored
     */
    InstalledReport remove(String name);

    /**
     * Brings back the plug-ins, and what new data were written with, as they were before the last change that a command
     * made; the one before that when it is said again.
     *
     * @throws org.holdfast.model.HoldfastException CONFLICT if no such state is kept; what installing throws
     */
    PluginStatusReport rollBack();

    /**
     * Puts a publisher on the roster, so that every member takes plug-ins with its signature; or revokes it, so that none
     * does. Takes an admin key; others hear of it as of every new roster.
     *
     * @param certificate absolute path of a PEM file with one certificate
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER if this node has no admin key, MALFORMED_INPUT
     */
    PublisherReport trust(String certificate, boolean revoked);

    /** What goes on in the background. */
    PluginStatusReport status();

    /**
     * Writes everything anew that is stored in this format of this role, in the background; goes on after a restart.
     *
     * @throws org.holdfast.model.HoldfastException PROVIDER_UNKNOWN, PROVIDER_REFUSED while new data are written in it,
     *     BUSY while another re-coding goes on
     */
    PluginStatusReport recode(String role, String id);

    /** Lets a re-coding rest, or go on. */
    PluginStatusReport pauseRecode(boolean paused);

    /** Ends a re-coding where it is; everything stays readable. */
    PluginStatusReport cancelRecode();
}
