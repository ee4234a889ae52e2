using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.AppHost.Running;

/// <summary>
/// Starts a service by the program that the build left beside the app host's own: <c>dotnet run</c>, as Aspire starts a project otherwise,
/// stays as a second process for each.
/// </summary>
internal static class BuiltProgram
{
    // Set by an IDE that starts the services itself, under its debugger.
    private const string DebugSession = "DEBUG_SESSION_PORT";

    public static IResourceBuilder<ProjectResource> WithBuiltProgram(this IResourceBuilder<ProjectResource> service, IProjectMetadata project)
    {
        var builder = service.ApplicationBuilder;
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        var program = BuildOutput.PathOf(name, OperatingSystem.IsWindows() ? $"Ecommerce.{name}.exe" : $"Ecommerce.{name}");
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration[DebugSession] is { Length: > 0 } || !File.Exists(program))
            return service;

        return service
            .WithEnvironment("DOTNET_ROOT", RuntimeRoot)
            .WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)! });
    }

    // Of the runtime that runs the app host: a program finds no other one where the system has none installed.
    private static string RuntimeRoot => Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
}
