using System.Collections;

namespace Ecommerce.AspireLite.Sample;

/// <summary>Healthy once the file that HEALTHY_WHEN names exists; tells its environment and its process id.</summary>
public static class StubService
{
    public static void Run(string[] args)
    {
        var app = WebApplication.CreateBuilder(args).Build();
        var healthyWhen = Environment.GetEnvironmentVariable("HEALTHY_WHEN");
        app.MapGet("/health", () => healthyWhen is null || File.Exists(healthyWhen) ? Results.Ok() : Results.StatusCode(503));
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => $"{e.Value}"));
        app.MapGet("/arguments", () => args);
        app.MapGet("/process", () => Environment.ProcessId);
        Console.WriteLine($"stub {Environment.ProcessId} is up");
        Console.Error.WriteLine($"stub {Environment.ProcessId} complains");
        app.Run();
    }
}
