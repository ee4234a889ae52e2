using Google.Protobuf;

namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>A protobuf message read by field number alone: the numbers are the dashboard's, not the code's under test.</summary>
internal sealed class WireMessage
{
    private readonly ILookup<int, object> _fields;

    private WireMessage(ILookup<int, object> fields) => _fields = fields;

    public static WireMessage Parse(byte[] bytes)
    {
        var fields = new List<(int Number, object Value)>();
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is not 0 and var tag)
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed64 => input.ReadDouble(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var other => throw new InvalidDataException($"Wire type {other} is not used here."),
            }));
        }

        return new WireMessage(fields.ToLookup(f => f.Number, f => f.Value));
    }

    public bool Has(int number) => _fields.Contains(number);

    public string Text(int number) => _fields[number].LastOrDefault() is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : "";

    public long Number(int number) => _fields[number].LastOrDefault() is long value ? value : 0;

    public double Real(int number) => _fields[number].LastOrDefault() is double value ? value : 0;

    public IReadOnlyList<WireMessage> Messages(int number) => [.. _fields[number].Cast<byte[]>().Select(Parse)];
}
