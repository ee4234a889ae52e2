using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Sample;

/// <summary>A server that is slow to become healthy, two replicas that wait for it, a job and what comes after it.</summary>
public static class SampleHost
{
    public static IDistributedApplicationBuilder Describe(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = AppContext.BaseDirectory });
        builder.Configuration["Parameters:greeting"] ??= "hello";
        var greeting = builder.AddParameter("greeting");
        var password = builder.AddParameter("password", () => "s3cret", secret: true);

        var server = builder.AddProject<Stub>("server", launchProfileName: null).WithHttpEndpoint().WithHttpHealthCheck("/health");
        if (builder.Configuration["HealthyWhen"] is { } file) server.WithEnvironment("HEALTHY_WHEN", file);

        var store = builder.AddConnectionString("store", ReferenceExpression.Create($"Host=localhost;Password={password}"));
        builder.AddProject<Stub>("front", launchProfileName: null).WithHttpEndpoint().WithHttpHealthCheck("/health")
            .WithReference(server).WaitFor(server)
            .WithReference(store)
            .WithEnvironment("GREETING", greeting)
            .WithArgs("--colour", "green")
            .WithReplicas(2);

        var job = builder.AddExecutable("job", "sh", ".", "-c", "echo one line; exit 0");
        builder.AddExecutable("after", "sleep", ".", "1000").WaitForCompletion(job);
        builder.AddExecutable("broken", "/nonexistent/program", ".");
        return builder;
    }
}

/// <summary>This very program, as a project that is already built.</summary>
public sealed class Stub : IBuiltProject
{
    public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "AspireLite.Sample.csproj");

    public string AssemblyPath => typeof(Stub).Assembly.Location;
}
