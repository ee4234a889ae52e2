using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes a model; what its values need without its holding it comes last.</summary>
internal sealed class ManifestWriter(Utf8JsonWriter writer, DistributedApplicationExecutionContext executionContext, string folder)
{
    private ManifestReferences references = null!;

    public async Task WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        references = new(model);
        writer.WriteStartObject();
        writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
            await WriteResourceAsync(resource, cancellationToken);
        foreach (var resource in references.Outside)
            await WriteResourceAsync(resource, cancellationToken);
        WriteEncodings(references.TakeEncodings());
        foreach (var conditional in references.Conditionals)
            WriteValue(conditional.Name, await conditional.GetValueAsync(cancellationToken) ?? "");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private async Task WriteResourceAsync(IResource resource, CancellationToken cancellationToken)
    {
        writer.WriteStartObject(resource.Name);
        if (resource is ParameterResource parameter)
            ParameterManifest.Write(writer, parameter);
        else if (resource is ContainerResource or ProjectResource or ExecutableResource)
            await WriteProcessAsync((IResourceWithEndpoints)resource, cancellationToken);
        else if (resource is IResourceWithConnectionString)
            WriteHead("value.v0", resource);
        else
            throw new NotSupportedException($"Resource '{resource.Name}' is a {resource.GetType().Name}, which has no place in a manifest.");
        writer.WriteEndObject();

        if (resource is ParameterResource written)
            WriteEncodings(references.TakeEncodings(written));
    }

    private async Task WriteProcessAsync(IResourceWithEndpoints resource, CancellationToken cancellationToken)
    {
        WriteProgram(resource);
        await WriteArgumentsAsync(resource, cancellationToken);
        if (resource is ContainerResource)
            MountsManifest.Write(writer, resource, Relative);
        await WriteEnvironmentAsync(resource, cancellationToken);
        BindingsManifest.Write(writer, resource);
    }

    private void WriteProgram(IResource resource)
    {
        switch (resource)
        {
            case ContainerResource container:
                WriteHead("container.v0", container);
                writer.WriteString("image", container.Image);
                if (container.Entrypoint is { } entrypoint)
                    writer.WriteString("entrypoint", entrypoint);
                break;
            case ProjectResource project:
                WriteHead("project.v0", project);
                writer.WriteString("path", Relative(project.Metadata.ProjectPath));
                break;
            case ExecutableResource executable:
                WriteHead("executable.v0", executable);
                writer.WriteString("workingDirectory", Relative(executable.WorkingDirectory));
                writer.WriteString("command", executable.Command);
                break;
        }
    }

    private void WriteHead(string type, IResource resource)
    {
        writer.WriteString("type", type);
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: { } expression })
            writer.WriteString("connectionString", references.Write(expression));
    }

    private async Task WriteArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = await resource.GetArgumentsAsync(executionContext, cancellationToken);
        if (arguments.Count == 0)
            return;

        writer.WriteStartArray("args");
        foreach (var argument in arguments)
            writer.WriteStringValue(references.Write(argument));
        writer.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var environment = await resource.GetEnvironmentAsync(executionContext, cancellationToken);
        if (environment.Count == 0)
            return;

        writer.WriteStartObject("env");
        foreach (var (name, value) in environment)
            writer.WriteString(name, references.Write(value));
        writer.WriteEndObject();
    }

    private void WriteEncodings(IEnumerable<(ParameterResource Parameter, string Format, string Name)> encodings)
    {
        foreach (var (parameter, format, name) in encodings)
        {
            writer.WriteStartObject(name);
            writer.WriteString("type", "annotated.string");
            writer.WriteString("value", parameter.ValueExpression);
            writer.WriteString("filter", format);
            writer.WriteEndObject();
        }
    }

    private void WriteValue(string name, string value)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "value.v0");
        writer.WriteString("connectionString", value);
        writer.WriteEndObject();
    }

    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
