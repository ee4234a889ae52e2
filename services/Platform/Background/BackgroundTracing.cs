using System.Diagnostics;

namespace Ecommerce.Background;

/// <summary>Tracing of work that belongs to no request.</summary>
public static class BackgroundTracing
{
    /// <summary>
    /// Until it is disposed, spans of this flow are not recorded: polling every second would fill the traces. Work that belongs to a
    /// request starts an activity with that request's trace id as its parent and is recorded.
    /// </summary>
    public static Activity Suppress() => new Activity("background").SetIdFormat(ActivityIdFormat.W3C).Start();
}
