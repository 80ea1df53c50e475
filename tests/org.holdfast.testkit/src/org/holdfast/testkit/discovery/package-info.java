// SPDX-License-Identifier: EPL-2.0
/** What every search for members must do: extend {@link DiscoveryContract} in the tests of the provider. */
@NullMarked
package org.holdfast.testkit.discovery;

import org.jspecify.annotations.NullMarked;
