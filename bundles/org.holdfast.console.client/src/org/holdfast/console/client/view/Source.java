// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.util.List;

/** A tree that is backed up. */
public record Source(String path, List<String> exclude, boolean oneFileSystem) {}
