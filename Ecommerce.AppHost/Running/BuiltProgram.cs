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

    public static IResourceBuilder<ProjectResource> WithBuiltProgram(
        this IResourceBuilder<ProjectResource> service, IProjectMetadata project)
    {
        var builder = service.ApplicationBuilder;
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        // What is no part of the shop has its name without the shop's.
        var program = new[] { $"Ecommerce.{name}", name }
            .Select(file => BuildOutput.PathOf(name, OperatingSystem.IsWindows() ? $"{file}.exe" : file)).FirstOrDefault(File.Exists);
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration[DebugSession] is { Length: > 0 } || program is null)
            return service;

        return service
            .WithEnvironment("DOTNET_ROOT", RuntimeRoot)
            .WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)! });
    }

    // Of the runtime that runs the app host: a program finds no other one where the system has none installed.
    private static string RuntimeRoot => Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
}
