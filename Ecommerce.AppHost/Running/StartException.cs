namespace Ecommerce.AppHost.Running;

/// <summary>The shop cannot start as things are; the message says what is wrong and how to mend it, in one line.</summary>
internal sealed class StartException(string message) : Exception(message)
{
    /// <summary>
    /// From now on whatever ends the app host is told in one line, with exit code 1: who starts a shop has no use for a stack trace.
    /// </summary>
    public static void ReportAll() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        var reason = unhandled.ExceptionObject is AggregateException all ? all.GetBaseException() : (Exception)unhandled.ExceptionObject;
        Console.Error.WriteLine(reason is StartException or DistributedApplicationException ? reason.Message : reason.ToString());
        Environment.Exit(1);
    };
}
