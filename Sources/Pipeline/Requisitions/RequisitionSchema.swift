/// The JSON Schema of an order file, identical to `deploy/requisition.schema.json`.
package enum RequisitionSchema {
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Requisition",
          "description": "A judicial order to review recorded footage, for `relecture requisition open --file`. Reference and authority are compulsory, and so are the cameras and the windows of time: nothing else is ever reviewed.",
          "type": "object",
          "required": ["reference", "authority", "cameras", "windows"],
          "additionalProperties": false,
          "properties": {
            "$schema": { "type": "string" },
            "reference": { "type": "string", "pattern": "\\S", "description": "The reference of the case that people use." },
            "authority": { "type": "string", "pattern": "\\S", "description": "Who ordered it and on what legal basis, in words." },
            "procedure": { "type": "string", "description": "The number of the procedure that the footage belongs to." },
            "legal_basis": { "type": "string", "description": "A code of the site's list of legal bases." },
            "officer": { "type": "string", "description": "Who asks for the review." },
            "magistrate": { "type": "string", "description": "Who authorised it." },
            "flagrance": { "type": "boolean", "description": "Whether it was ordered in flagrance." },
            "ordered_on": { "type": "string", "format": "date", "description": "The date of the order, 2026-03-03." },
            "purpose": { "type": "string", "description": "What the review is for." },
            "expires": { "type": "string", "format": "date-time", "description": "From when on nothing more is imported or reviewed." },
            "seal": { "type": "string", "description": "The number of the seal of the medium." },
            "cameras": {
              "type": "array", "minItems": 1, "uniqueItems": true,
              "items": { "type": "string", "pattern": "\\S" }
            },
            "windows": {
              "type": "array", "minItems": 1,
              "description": "When, on the recorders' clocks; they may not overlap.",
              "items": {
                "type": "object",
                "required": ["from", "to"],
                "additionalProperties": false,
                "properties": {
                  "from": { "type": "string", "format": "date-time" },
                  "to": { "type": "string", "format": "date-time" }
                }
              }
            }
          }
        }
        """#
}
