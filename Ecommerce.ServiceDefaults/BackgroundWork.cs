using System.Diagnostics;

namespace Ecommerce.ServiceDefaults;

/// <summary>For work that nobody asked for at the moment, such as looking every second whether there is something to do.</summary>
public static class BackgroundWork
{
    /// <summary>Until it is disposed, what is done leaves no trace; work that belongs to a request starts an activity under that request's own trace.</summary>
    public static Activity Untraced() => new Activity("background").SetIdFormat(ActivityIdFormat.W3C).Start();
}
